//! The law as shipped: it loads, and every case of every pack comes out as it says; and the law of small packs written
//! here, for what a fault in a file or in the input leads to.

#[cfg(test)]
mod check;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod deadline;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod instrument;
#[cfg(test)]
mod jurisdiction;
#[cfg(test)]
mod load;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod request_file;
#[cfg(test)]
mod review;
#[cfg(test)]
mod route;
#[cfg(test)]
mod search;
#[cfg(test)]
mod small;
#[cfg(test)]
mod steps;
