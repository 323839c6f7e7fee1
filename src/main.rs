//! Starts the storefront in the page.

fn main() {
    meadow::browser::panic::install();
    leptos::mount::mount_to_body(meadow::app::App);
    meadow::browser::boot::started();
}
