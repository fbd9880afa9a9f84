//! Style, script, pictures and fonts, embedded in the program. Their names change with their content, so a browser may keep them.

use std::sync::LazyLock;

/// One embedded file.
pub(crate) struct Asset {
    /// Its address.
    pub(crate) path: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// Its content.
    pub(crate) content: &'static [u8],
}

/// The style sheet.
pub(crate) static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk", "css", "text/css; charset=utf-8", include_bytes!("assets/desk.css")));
/// The script: one file for the browser, a few to read.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let parts = concat!(
        include_str!("assets/script/base.js"),
        include_str!("assets/script/keys.js"),
        include_str!("assets/script/keep.js"),
        include_str!("assets/script/draft.js"),
        include_str!("assets/script/forms.js"),
        include_str!("assets/script/what-if.js"),
        include_str!("assets/script/live.js"),
        include_str!("assets/script/lock.js"),
    );
    Asset::new("desk", "js", "text/javascript; charset=utf-8", parts.as_bytes())
});
/// The script of the pages on which a passkey is used.
pub(crate) static PASSKEY_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("passkey", "js", "text/javascript; charset=utf-8", include_bytes!("assets/passkey.js"))
});
/// The mark in the browser's tab.
pub(crate) static MARK: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("mark", "svg", "image/svg+xml; charset=utf-8", include_bytes!("assets/mark.svg"))
});

macro_rules! fonts {
    ($($name:literal),*) => { [$((concat!("/asset/noto-sans-", $name, "-5.3.woff2"), include_bytes!(concat!("assets/fonts/noto-sans-", $name, ".woff2")).as_slice())),*] };
}

/// Noto Sans, under the SIL Open Font License; the version of the files stands in their names.
static FONTS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files: [(&str, &[u8]); 7] = fonts![
        "latin-400",
        "latin-600",
        "latin-ext-400",
        "cyrillic-400",
        "greek-400",
        "arabic-400",
        "arabic-600"
    ];
    files
        .into_iter()
        .map(|(path, content)| Asset { path: path.to_owned(), media_type: "font/woff2", content })
        .collect()
});

impl Asset {
    fn new(name: &str, end: &str, media_type: &'static str, content: &'static [u8]) -> Self {
        Self { path: format!("/asset/{name}-{:016x}.{end}", fingerprint(content)), media_type, content }
    }

    /// The file at this address.
    pub(crate) fn at(path: &str) -> Option<&'static Asset> {
        [&*STYLE, &*SCRIPT, &*PASSKEY_SCRIPT, &*MARK]
            .into_iter()
            .chain(FONTS.iter())
            .find(|asset| asset.path == path)
    }
}

/// FNV-1a, 64 bits: tells one version from the next; it protects nothing.
fn fingerprint(content: &[u8]) -> u64 {
    content.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
