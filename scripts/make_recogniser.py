"""Make the models of ``ingest/readers/scan/model`` from the one in the package ``rapidocr``.

Stands before the flow: it is run by hand when that model or what is done to it changes, and
its output is committed::

    uv run --extra scan --with 'rapidocr==3.10.0' --with 'onnx>=1.19' scripts/make_recogniser.py

The model there computes with floats of 32 bits. Here its convolutions, and the table that
gives the odds of the characters, are made to multiply whole numbers of 8 bits, which takes
less than half the time. Weights take up 7 bits of them: with 8 the sums of two products
overflow on processors without VNNI, silently. The first convolutions stay as they are: what
is gained there is lost by the pooling between them. How large the numbers between the layers
get is told by texts of synthetic documents, clean and copied; no published page is among them.

`signs.onnx` turns pictures of texts into 120 numbers for each step of 8 dots, `odds.onnx`
turns these into how likely each character is, as logarithms with an unknown sum.
"""

import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import onnx
import onnxruntime
import pypdfium2
from onnx import helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    QuantFormat,
    QuantType,
    quantize_static,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.generate import Request, made  # noqa: E402
from ingest.readers.pdf.ruled_tables import frames  # noqa: E402
from ingest.readers.scan import recogniser  # noqa: E402
from ingest.readers.scan.picture import DPI, Grey, ink_of  # noqa: E402
from ingest.readers.scan.pieces import pieces  # noqa: E402
from ingest.readers.scan.ruling import ruled  # noqa: E402

MODEL: Final = "PP-OCRv6_rec_small.onnx"
OPSET: Final = 13
"""The first in which each channel of a weight may have a scale of its own."""
AS_THEY_ARE: Final = 3
"""So many convolutions, from the first on, stay floats."""
LARGEST: Final = 63
"""The largest whole number for a weight of the table of characters: 7 bits with the sign."""
SEED, DOCUMENTS, TEXTS = 101, 4, 200


def main() -> None:
    """Writes both models."""
    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rapidocr")
    source = Path(package.origin).parent / "models" / MODEL
    with tempfile.TemporaryDirectory() as folder:
        whole = _fused(source, Path(folder))
        weights, least = _table(whole)
        _save(_odds(weights, least), source, recogniser.ODDS)
        floats, small = Path(folder) / "floats.onnx", Path(folder) / "small.onnx"
        kept = _without_table(whole)
        onnx.save(whole, floats)
        quantize_static(
            floats,
            small,
            _Texts(),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"],
            nodes_to_exclude=kept,
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            extra_options={"CalibMovingAverage": True},
        )
        _save(onnx.load(small), source, recogniser.SIGNS)


def _fused(source: Path, folder: Path) -> Any:  # noqa: ANN401  onnx says no types
    """The model with its activations as one node each, and no convolution fused with one."""
    newer, fused = folder / "newer.onnx", folder / "fused.onnx"
    onnx.save(onnx.version_converter.convert_version(onnx.load(source), OPSET), newer)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(fused)
    onnxruntime.InferenceSession(newer, options, providers=["CPUExecutionProvider"])
    model = onnx.load(fused)
    nodes = [node for at, one in enumerate(model.graph.node) for node in _apart(one, at)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def _apart(node: Any, at: int) -> Iterator[Any]:  # noqa: ANN401
    """A convolution and what it is fused with, one after the other."""
    node.name = f"{node.op_type}_{at}"
    if node.op_type != "FusedConv":
        yield node
        return
    said = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    kind, numbers = said.pop("activation").decode(), said.pop("activation_params", ())
    between = f"{node.output[0]}_convolved"
    yield helper.make_node("Conv", node.input, [between], f"Conv_{at}", **said)
    named = dict(zip(("alpha", "beta"), numbers, strict=False))
    yield helper.make_node(kind, [between], node.output, f"{kind}_{at}", **named)


def _table(model: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """What turns the numbers of a step into odds: weights and what is added."""
    *_, product, added, softmax = model.graph.node
    if [product.op_type, added.op_type, softmax.op_type] != ["FusedMatMul", "Add", "Softmax"]:
        raise ValueError("the model does not end as it did")
    held = {one.name: one for one in model.graph.initializer}
    return tuple(numpy_helper.to_array(held[node.input[1]]) for node in (product, added))


def _without_table(model: Any) -> list[str]:  # noqa: ANN401
    """Ends the model before that; the names of the convolutions that stay floats.

    They are the first, and those that weigh the channels of a whole picture against each
    other: they cost nothing, and all else hangs on them.
    """
    graph = model.graph
    *nodes, product, added, _ = graph.node
    for one in [
        one for one in graph.initializer if one.name in {product.input[1], added.input[1]}
    ]:
        graph.initializer.remove(one)
    nodes.append(helper.make_node("Transpose", [product.input[0]], ["steps"], perm=[0, 2, 1]))
    del graph.node[:], graph.output[:]
    graph.node.extend(nodes)
    graph.output.append(
        helper.make_tensor_value_info("steps", onnx.TensorProto.FLOAT, ["texts", "steps", None])
    )
    made_by = {output: node for node in nodes for output in node.output}
    convolutions = [node for node in nodes if node.op_type == "Conv"]
    pooled = [node.name for node in convolutions if _weighs(node, made_by)]
    return [node.name for node in convolutions[:AS_THEY_ARE]] + pooled


def _weighs(node: Any, made_by: dict[str, Any]) -> bool:  # noqa: ANN401
    """Whether a convolution works on the means of whole pictures."""
    before = made_by.get(node.input[0])
    while before is not None and before.op_type in {"Relu", "Conv"}:
        before = made_by.get(before.input[0])
    return before is not None and before.op_type == "ReduceMean"


def _odds(weights: Any, added: Any) -> Any:  # noqa: ANN401
    scale = np.asarray(np.abs(weights).max(axis=0) / LARGEST, np.float32)
    graph = helper.make_graph(
        [
            helper.make_node(
                "DynamicQuantizeMatMul",
                ["steps", "weights", "scale", "", "added"],
                ["odds"],
                domain="com.microsoft",
            )
        ],
        "odds",
        [helper.make_tensor_value_info("steps", onnx.TensorProto.FLOAT, [None, len(weights)])],
        [helper.make_tensor_value_info("odds", onnx.TensorProto.FLOAT, [None, len(added)])],
        [
            numpy_helper.from_array(np.rint(weights / scale).astype(np.int8), "weights"),
            numpy_helper.from_array(scale, "scale"),
            numpy_helper.from_array(added, "added"),
        ],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _save(model: Any, source: Path, path: Path) -> None:  # noqa: ANN401
    """Writes a model, with where it is from; that of the odds with the characters."""
    said = {one.key: one.value for one in onnx.load(source).metadata_props}
    told = {"source": f"{MODEL} of rapidocr, Apache-2.0; changed by scripts/make_recogniser.py"}
    if path == recogniser.ODDS:
        told["character"] = said["character"]
    helper.set_model_props(model, told)
    path.parent.mkdir(exist_ok=True)
    onnx.save(model, path)


class _Texts(CalibrationDataReader):  # type: ignore[misc]  onnxruntime says no types
    """Pictures of texts, one at a time."""

    def __init__(self) -> None:
        texts = list(_texts())
        chosen = np.random.default_rng(SEED).permutation(len(texts))[:TEXTS]
        self._left = iter([texts[int(at)] for at in chosen])

    def get_next(self) -> dict[str, Any] | None:
        """The next one, as the model takes it."""
        text = next(self._left, None)
        return None if text is None else {"x": recogniser.tensor([text])}


def _texts() -> Iterator[recogniser.Text]:
    chance = np.random.default_rng(SEED)
    request = Request(documents=DOCUMENTS, seed=SEED, formats=("pdf",))
    for document in islice(made(request), DOCUMENTS):
        for page in pypdfium2.PdfDocument(document.data):
            bitmap = page.render(scale=DPI / 72, grayscale=True).to_numpy()
            clean: Grey = np.ascontiguousarray(bitmap.reshape(bitmap.shape[:2]))
            noise = chance.normal(0, 10, clean.shape)
            pale = 245 - 0.85 * (255.0 - cv2.GaussianBlur(clean, (0, 0), 0.8)) + noise
            for grey in (clean, np.clip(pale, 0, 255).astype(np.uint8)):
                lines, rest = ruled(ink_of(grey))
                found = pieces(rest, frames(lines.level, lines.upright))
                for place in (*found.in_cells, *found.outside):
                    yield recogniser.picture_of(grey, place)


if __name__ == "__main__":
    main()
