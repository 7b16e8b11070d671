"""The pages of a PDF as pictures."""

from __future__ import annotations

from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

_POINTS_PER_PIXEL = 72 / 96
_DRAWING = Lock()
"""The library that draws pages allows one thread at a time in the whole process."""


class PdfPages:
    """An open PDF; may be used from any thread. `sizes` are in pixels at 100 %, which is 96 an inch."""

    def __init__(self, content: bytes) -> None:
        with _DRAWING:
            import pypdfium2

            self._document: Any = pypdfium2.PdfDocument(content)
            points = [self._document.get_page_size(page) for page in range(len(self._document))]
        self.sizes = tuple((wide / _POINTS_PER_PIXEL, high / _POINTS_PER_PIXEL) for wide, high in points)

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, scale: float) -> QImage:
        """A page, counted from 0; `scale` 1 is 96 pixels an inch."""
        with _DRAWING:
            loaded = self._document[page]
            bitmap = loaded.render(scale=scale / _POINTS_PER_PIXEL, rev_byteorder=True, prefer_bgrx=True)
            form = QImage.Format.Format_RGBX8888
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            loaded.close()
        return image

    def close(self) -> None:
        with _DRAWING:
            self._document.close()
