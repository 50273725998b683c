//! The configuration that `rapor init` writes: every key, its default and a comment.

/// `rapor.toml` with every key.
pub const TEMPLATE: &str = include_str!("template/rapor.toml");

/// A source profile with every key, for a channel of one's own.
pub const PROFILE_EXAMPLE: &str = include_str!("template/kanal.toml");
