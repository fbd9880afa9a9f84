//! Shamir's secret sharing over GF(256), byte by byte: any `need` pieces give the secret, fewer say nothing of it.
//!
//! The scheme is the one of draft-mcgrew-tss-03: the field of AES (x^8 + x^4 + x^3 + x + 1), the secret at 0, piece `n` at `n`.
//! It is written here and not taken from a library because what can go wrong in it is small and went wrong in libraries:
//! coefficients that were not drawn from all of the field told of the secret in `sharks` (RUSTSEC-2024-0398) and, until April 2026, in
//! `vsss-rs`. `blahaj`, which mends the former, looks secret bytes up in tables and draws its own randomness. Here a
//! coefficient is a byte of the caller's randomness as it comes, zero included, the arithmetic neither branches on a secret nor
//! looks anything up by one, and what is intermediate is wiped.

use zeroize::Zeroizing;

use crate::random::Randomness;
use crate::secret::Secret;

/// What x^8 comes to in the field, without it.
const REDUCTION: u8 = 0x1b;

/// All ones where the lowest bit is set, else zero.
fn mask(bit: u8) -> u8 {
    0_u8.wrapping_sub(bit & 1)
}

/// The product in the field, in a time that does not depend on the factors.
fn times(mut left: u8, mut right: u8) -> u8 {
    let mut product = 0;
    for _ in 0..u8::BITS {
        product ^= left & mask(right);
        left = (left << 1) ^ (REDUCTION & mask(left >> 7));
        right >>= 1;
    }
    product
}

/// The inverse, which is the 254th power; of zero, zero.
fn inverse(of: u8) -> u8 {
    let mut power = 1;
    for _ in 0..254 {
        power = times(power, of);
    }
    power
}

/// One more step of Horner's rule at `at`, for each byte.
fn step(values: &mut [u8], at: u8, coefficients: &[u8]) {
    for (value, coefficient) in values.iter_mut().zip(coefficients) {
        *value = times(*value, at) ^ coefficient;
    }
}

/// Pieces 1 to `count` of a secret, any `need` of which give it back.
pub(crate) fn split(secret: &[u8], need: u8, count: u8, randomness: &mut dyn Randomness) -> Vec<Secret> {
    let draw = |_| {
        let mut drawn = Zeroizing::new(vec![0; secret.len()]);
        randomness.fill(&mut drawn);
        drawn
    };
    let drawn: Vec<Zeroizing<Vec<u8>>> = (1..need).map(draw).collect();
    let piece = |at| {
        let mut values = Zeroizing::new(vec![0; secret.len()]);
        drawn.iter().for_each(|coefficients| step(&mut values, at, coefficients));
        step(&mut values, at, secret);
        Secret::new(std::mem::take(&mut *values))
    };
    (1..=count).map(piece).collect()
}

/// The secret of these pieces with their numbers; with too few, or with one that is not of the secret, other bytes. `None` where
/// a number is zero or comes twice, or where the lengths differ.
pub(crate) fn join(pieces: &[(u8, &[u8])]) -> Option<Secret> {
    let (_, first) = pieces.first()?;
    let mut secret = Zeroizing::new(vec![0; first.len()]);
    for (number, piece) in pieces {
        let twice = pieces.iter().filter(|(other, _)| other == number).count() > 1;
        if *number == 0 || twice || piece.len() != first.len() {
            return None;
        }
        // What this piece weighs at 0 (Lagrange); numbers are no secrets.
        let others = pieces.iter().map(|(other, _)| *other).filter(|other| other != number);
        let weight = others.fold(1, |weight, other| times(weight, times(other, inverse(other ^ number))));
        secret.iter_mut().zip(*piece).for_each(|(byte, value)| *byte ^= times(*value, weight));
    }
    Some(Secret::new(std::mem::take(&mut *secret)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::random::tests::Seeded;

    fn joined(pieces: &[(u8, &[u8])]) -> Option<Vec<u8>> {
        join(pieces).map(|secret| secret.expose().to_vec())
    }

    #[test]
    fn the_field_is_that_of_aes() {
        // FIPS 197, sections 4.2 and 4.2.1.
        assert_eq!((times(0x57, 0x83), times(0x57, 0x13)), (0xc1, 0xfe));
        for byte in 1..=u8::MAX {
            assert_eq!(times(byte, inverse(byte)), 1, "{byte}");
        }
    }

    #[test]
    fn the_published_pieces_of_a_secret() {
        // draft-mcgrew-tss-03, section 9: "test" and a zero byte, two of two; the first byte of each share is its number.
        let (one, two) = ([0xb9, 0xfa, 0x07, 0xe1, 0x85], [0xf5, 0x40, 0x9b, 0x45, 0x11]);
        assert_eq!(joined(&[(1, &one), (2, &two)]).unwrap(), b"test\0");
        assert_eq!(joined(&[(2, &two), (1, &one)]).unwrap(), b"test\0");
        // The other way: with the coefficients of those pieces, the same pieces.
        struct Coefficients;
        impl Randomness for Coefficients {
            fn fill(&mut self, bytes: &mut [u8]) {
                bytes.copy_from_slice(&[0xcd, 0x9f, 0x74, 0x95, 0x85]);
            }
        }
        let pieces = split(b"test\0", 2, 2, &mut Coefficients);
        assert_eq!([pieces[0].expose(), pieces[1].expose()], [one, two]);
    }

    #[test]
    fn a_coefficient_may_be_zero() {
        struct Zero;
        impl Randomness for Zero {
            fn fill(&mut self, bytes: &mut [u8]) {
                bytes.fill(0);
            }
        }
        assert!(split(b"key", 3, 5, &mut Zero).iter().all(|piece| piece.expose() == b"key"));
    }

    #[test]
    fn pieces_that_cannot_be_joined() {
        for pieces in [
            [].as_slice(),
            &[(0, b"ab".as_slice())],
            &[(1, b"ab".as_slice()), (1, b"ab")],
            &[(1, b"ab".as_slice()), (2, b"a")],
        ] {
            assert_eq!(joined(pieces), None);
        }
    }

    proptest! {
        #[test]
        fn any_so_many_bring_it_back_and_one_fewer_leaves_every_byte_possible(
            secret in proptest::collection::vec(any::<u8>(), 1..40),
            (need, count, order) in (2_u8..=8)
                .prop_flat_map(|need| (Just(need), need..=16))
                .prop_flat_map(|(need, count)| {
                    (Just(need), Just(count), Just((1..=count).collect::<Vec<_>>()).prop_shuffle())
                }),
            seed in any::<u64>(),
        ) {
            let pieces = split(&secret, need, count, &mut Seeded::new(seed));
            let numbered: Vec<(u8, &[u8])> =
                order.iter().map(|number| (*number, pieces[usize::from(*number) - 1].expose())).collect();
            let need = usize::from(need);
            prop_assert_eq!(joined(&numbered[..need]), Some(secret.clone()));
            prop_assert_eq!(joined(&numbered), Some(secret));

            // To one fewer, each value of the missing byte makes another secret: all 256 are as likely as each other.
            let (missing, _) = numbered[need - 1];
            let known: Vec<(u8, &[u8])> = numbered[..need - 1].iter().map(|(at, piece)| (*at, &piece[..1])).collect();
            let mut seen = [false; 256];
            for value in 0..=u8::MAX {
                let guessed = joined(&[known.as_slice(), &[(missing, [value].as_slice())]].concat()).unwrap();
                seen[usize::from(guessed[0])] = true;
            }
            prop_assert!(seen.iter().all(|seen| *seen));
        }
    }
}
