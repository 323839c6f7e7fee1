//! Starts the storefront.
fn main() {}
