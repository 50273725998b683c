//! What a page may load and run: its own styles and scripts, and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What stands in a page for its policy until its styles and scripts are known.
pub const PLACE: &str = "policy-of-this-page";

/// The page with its policy: no request at all, and of styles and scripts only those between its own tags, by their SHA-256 (W3C,
/// Content Security Policy Level 3, section 2.3.1). A script that is data is not run and needs no hash.
pub fn enforce(page: &str) -> String {
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hashes(page, "style"),
        hashes(page, "script")
    );
    page.replacen(PLACE, &policy, 1)
}

/// The hashes of what stands between tags of this name without attributes.
fn hashes(page: &str, tag: &str) -> String {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let inner = page.split(&open).skip(1).filter_map(|rest| rest.split_once(&close)).map(|(inner, _)| inner);
    let hashes: Vec<String> =
        inner.map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))).collect();
    if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_style_and_script_of_its_own_is_allowed_by_its_hash_and_nothing_else() {
        let page = format!("{PLACE}<style>a</style><script type=\"application/json\">{{}}</script><script>b</script>");
        let policy = enforce(&page);
        // FIPS 180-4 of "a" and "b".
        assert!(policy.contains("style-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';"), "{policy}");
        assert!(policy.contains("script-src 'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='"), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2);
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(enforce(PLACE).contains("script-src 'none'"));
    }
}
