//! Size classes, so that a length tells little: powers of two from 4 KiB, and one last class at the limit.

use crate::limits::{CONTENT_BYTES_MAX, CONTENT_BYTES_MIN};

/// The true length stands before the content, in 32 bits.
const LENGTH_BYTES: usize = 4;

/// The smallest class that holds so many bytes; `None` above the largest.
fn class_bytes(length: usize) -> Option<usize> {
    let class = length.max(CONTENT_BYTES_MIN).checked_next_power_of_two()?.min(CONTENT_BYTES_MAX);
    (length <= class).then_some(class)
}

/// Whether some content is padded to this length.
pub(super) fn is_class(length: usize) -> bool {
    class_bytes(length) == Some(length)
}

/// Length, content and zeros up to the size class; `None` when no class holds it.
pub(super) fn pad(content: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(content.len()).ok()?;
    let class = class_bytes(content.len() + LENGTH_BYTES)?;
    let mut padded = Vec::with_capacity(class);
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(class, 0);
    Some(padded)
}

/// The content; `None` when the length is wrong, the class not the smallest, or the padding not zeros.
pub(super) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, zeros) = rest.split_at_checked(length)?;
    let smallest = class_bytes(length + LENGTH_BYTES)? == padded.len();
    (smallest && zeros.iter().all(|byte| *byte == 0)).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(length: usize, class: Option<usize>) {
        let content = vec![7; length];
        let padded = pad(&content);
        assert_eq!(padded.as_ref().map(Vec::len), class, "{length}");
        if let Some(padded) = padded {
            assert!(is_class(padded.len()));
            assert_eq!(unpad(&padded), Some(content.as_slice()));
        }
    }

    #[test]
    fn classes_double_up_to_the_limit() {
        check(0, Some(4096));
        check(4092, Some(4096));
        check(4093, Some(8192));
        check(9 << 20, Some(16 << 20));
        check((16 << 20) - 4, Some(16 << 20));
        check(16 << 20, Some(CONTENT_BYTES_MAX));
        check(CONTENT_BYTES_MAX - 4, Some(CONTENT_BYTES_MAX));
        check(CONTENT_BYTES_MAX - 3, None);
    }

    #[test]
    fn one_padding_only() {
        assert!(!is_class(4095) && !is_class(4097) && !is_class(2048));
        let good = pad(b"text").unwrap();
        let mut dirty = good.clone();
        dirty[4000] = 1;
        assert_eq!(unpad(&dirty), None);
        let larger = [good.as_slice(), &[0; 4096]].concat();
        assert_eq!(unpad(&larger), None);
        assert_eq!(unpad(&[0, 0]), None);
        assert_eq!(unpad(&[255; 4096]), None);
    }
}
