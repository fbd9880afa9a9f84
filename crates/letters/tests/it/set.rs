//! The glyphs that stand in a PDF, where they stand. Its fonts are parts of the program's, with other numbers for the same glyphs: a
//! glyph is known again by its outline and its width.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::reference::Font;

/// A glyph on a page.
#[derive(Debug, Clone)]
pub(crate) struct Stands {
    /// The glyphs that it may be.
    pub(crate) looks_like: Alike,
    /// Where it stands, in points.
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// The size of the letters, in points.
    pub(crate) size: f64,
}

/// Glyphs of the program's fonts that look the same: more than one where a font draws the same twice, none where no font has it.
pub(crate) type Alike = BTreeSet<(Font, u16)>;

/// An outline, command by command, and a width.
type Shape = (String, u16);

#[derive(Default)]
struct Drawn(String);

impl OutlineBuilder for Drawn {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("M{x} {y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0 += &format!("L{x} {y}");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0 += &format!("Q{x1} {y1} {x} {y}");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0 += &format!("C{x1} {y1} {x2} {y2} {x} {y}");
    }

    fn close(&mut self) {
        self.0 += "Z";
    }
}

/// None where the glyph draws nothing.
fn shape(face: &Face<'_>, glyph: GlyphId) -> Option<Shape> {
    let mut drawn = Drawn::default();
    face.outline_glyph(glyph, &mut drawn)?;
    Some((drawn.0, face.glyph_hor_advance(glyph).unwrap_or_default()))
}

/// The glyphs of the program's fonts by their shapes.
pub(crate) struct Shapes(BTreeMap<Shape, Alike>);

impl Shapes {
    pub(crate) fn of_the_fonts() -> Self {
        let mut shapes: BTreeMap<Shape, Alike> = BTreeMap::new();
        for font in Font::ALL {
            let face = font.face();
            for glyph in 0..face.number_of_glyphs() {
                if let Some(shape) = shape(face, GlyphId(glyph)) {
                    shapes.entry(shape).or_default().insert((font, glyph));
                }
            }
        }
        Self(shapes)
    }

    /// For every glyph, the first of those that look like it.
    pub(crate) fn first_alike(&self) -> BTreeMap<(Font, u16), (Font, u16)> {
        let alike = |same: &Alike| {
            let first = *same.first().unwrap();
            same.iter().map(move |glyph| (*glyph, first)).collect::<Vec<_>>()
        };
        self.0.values().flat_map(alike).collect()
    }

    /// The glyphs of a file that draw something, in the order in which it sets them.
    pub(crate) fn in_file(&self, file: &[u8]) -> Vec<Stands> {
        let pdf = Pdf::new(file.to_vec()).unwrap();
        let cache = InterpreterCache::new();
        let mut reader = Reader { shapes: self, glyphs: Vec::new(), known: BTreeMap::new() };
        for page in pdf.pages().iter() {
            let area = Rect::new(0.0, 0.0, 600.0, 850.0);
            let settings = InterpreterSettings::default();
            let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings);
            interpret_page(page, &mut context, &mut reader);
        }
        reader.glyphs
    }
}

struct Reader<'s> {
    shapes: &'s Shapes,
    glyphs: Vec<Stands>,
    /// What glyphs look like, by the file's font and number.
    known: BTreeMap<(u128, u32), Option<Alike>>,
}

impl Reader<'_> {
    /// None where it draws nothing.
    fn looks_like(&mut self, glyph: &OutlineGlyph) -> Option<Alike> {
        let known = (glyph.font_cache_key(), glyph.glyph_id().to_u32());
        let found = self.known.entry(known).or_insert_with(|| {
            let font = glyph.font_data().unwrap();
            let face = Face::parse(font.data.as_ref().as_ref(), 0).unwrap();
            let shape = shape(&face, GlyphId(u16::try_from(known.1).unwrap()))?;
            Some(self.shapes.0.get(&shape).cloned().unwrap_or_default())
        });
        found.clone()
    }
}

impl<'a> Device<'a> for Reader<'_> {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        // The program's fonts are outlines alone: what is drawn in another way looks like none of their glyphs.
        let looks_like = match glyph {
            Glyph::Outline(glyph) => self.looks_like(glyph),
            Glyph::Type3(_) => Some(Alike::new()),
        };
        let Some(looks_like) = looks_like else { return };
        let place = transform * glyph_transform;
        let Point { x, y } = place * Point::ORIGIN;
        // An outline is a thousand units to the size of the letters.
        let size = (place * Point::new(1_000.0, 0.0)).x - x;
        self.glyphs.push(Stands { looks_like, x, y, size });
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
