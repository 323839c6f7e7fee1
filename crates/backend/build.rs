//! The seed town is embedded by a macro that does not see new files; this makes cargo look.

fn main() {
    println!("cargo::rerun-if-changed=seed");
    println!("cargo::rerun-if-changed=src/migrations");
}
