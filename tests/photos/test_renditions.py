"""Decoding is strict, whatever else the process has loaded."""

import io

import pytest
from PIL import Image

from eventaudit.photos.renditions import PhotoRefused, render_photo


def test_half_a_photo_is_refused_even_where_reports_were_set_in_the_same_process():
    import weasyprint.images  # noqa: F401 - allows half pictures for the whole process

    whole = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(whole, "JPEG")
    with pytest.raises(PhotoRefused, match="damaged or not complete"):
        render_photo(whole.getvalue()[: whole.tell() // 2])
