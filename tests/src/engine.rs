//! The three engines.
