//! The law as shipped: it loads, and every case of every pack comes out as it says.

mod packs;
