/** A thread of the catalogue that can't start. */
process.exit();
