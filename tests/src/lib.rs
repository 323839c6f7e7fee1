//! Crosses rooms.
