//! The law as shipped: it loads, and every case of every pack comes out as it says; and the law of small packs written
//! here, for what a fault in a file or in the input leads to.

mod check;
mod load;
mod packs;
mod small;
