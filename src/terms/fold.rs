//! Names compared without their accidents of case, spacing and punctuation.

/// A name in the form in which names are compared: lower case, letters and digits only, words
/// separated by one space, `&` read as `dan`. Two names of one folded form are the same name;
/// names that merely look alike are not.
///
/// ```
/// use rapor::terms::fold_name;
/// assert_eq!(fold_name("  DINAS  Pemuda, Olah-Raga & Pariwisata. "), "dinas pemuda olah raga dan pariwisata");
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        folded.push(c);
    };
    for c in name.chars() {
        if c == '&' {
            gap = true;
            "dan".chars().for_each(|c| push(c, &mut gap));
            gap = true;
        } else if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| push(c, &mut gap));
        } else {
            gap = true;
        }
    }
    folded
}

/// A name made fit for a file or folder name: ASCII letters, digits and hyphens, at most 80 long.
///
/// ```
/// use rapor::terms::slug;
/// assert_eq!(slug("Pemerintah Kota Contoh"), "pemerintah-kota-contoh");
/// assert_eq!(slug("../../etc"), "etc");
/// assert_eq!(slug("—"), "tanpa-nama");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug: String = fold_name(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    slug.truncate(80);
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "tanpa-nama".to_owned() } else { slug.to_owned() }
}
