"""Scans with pale specks over what is printed: what makes those who look at them unsure."""

import io

import numpy as np
import pypdfium2
from PIL import Image

SCALE = 200 / 72


def scanned(data, figure, digit, speck):
    """A document as a scan with a pale speck on a digit of a figure where it stands first.

    `speck` is where its middle lies from left and top of the digit, and its radius, as shares
    of the digit's size.
    """
    pictures, is_made = [], False
    for page in pypdfium2.PdfDocument(data):
        grey = np.array(page.render(scale=SCALE, grayscale=True).to_pil().convert("L"))
        text = page.get_textpage()
        found = text.search(figure).get_next()
        if found and not is_made:
            is_made = True
            box = text.get_charbox(found[0] + digit)
            _put(grey, page.get_height(), box, speck)
        pictures.append(Image.fromarray(grey))
    assert is_made, f"{figure} is printed nowhere"
    made = io.BytesIO()
    first, *others = pictures
    first.save(made, "PDF", resolution=200.0, save_all=True, append_images=others)
    return made.getvalue()


def _put(grey, height, box, speck):
    left, bottom, right, top = box
    across, down, radius = speck
    x = SCALE * (left + across * (right - left))
    y = SCALE * (height - top + down * (top - bottom))
    rows, columns = np.ogrid[: grey.shape[0], : grey.shape[1]]
    size = SCALE * radius * (top - bottom)
    grey[(rows - y) ** 2 + (columns - x) ** 2 <= size**2] = 255
