//! The bundled typeface: Noto Sans, under the SIL Open Font License (`assets/fonts/OFL.txt`).

/// The name of the family.
pub const FAMILY: &str = "Noto Sans";

/// The regular face.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");

/// The bold face.
pub const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");

/// Every face.
pub const FILES: [&[u8]; 2] = [REGULAR, BOLD];
