"""Figures drawn in a document as bars of Word's own, whose numbers and colours can be changed there.

python-pptx writes the chart, which is the same in every Office document; python-docx has a place for it.
"""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml import parse_xml as parse_xml_of_chart
from pptx.util import Pt

from activities.reflections_document import writable
from reports.charts import Bars

WIDTH, BAR, AROUND, UPRIGHT = Mm(150), Mm(9), Mm(14), Mm(70)
INK, WHITE = RGBColor(0x1F, 0x2A, 0x24), RGBColor(0xFF, 0xFF, 0xFF)
# The parts of a bar and the numbers on them, from dark to light: told apart in black and white too.
SHADES = ((RGBColor(0x1E, 0x5A, 0x46), WHITE), (RGBColor(0x8F, 0xBC, 0xA8), INK), (RGBColor(0xE1, 0xEE, 0xE7), INK))
# A chart's first relation, which is to its workbook.
WORKBOOK = "rId1"
PLACED = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing>
  <wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
    <wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"/>
    <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
        <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
          xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{part}"/>
      </a:graphicData>
    </a:graphic>
  </wp:inline>
</w:drawing></w:r>
"""


def add_chart(document, bars: Bars, number: int) -> None:
    """Draw the bars at the end of the document, as its chart of this number, with their numbers in a workbook."""
    package, data = document.part.package, _numbers(bars)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, _drawn(bars, data), package)
    workbook = PackURI(f"/word/embeddings/chart{number}.xlsx")
    chart.relate_to(
        Part(workbook, CONTENT_TYPE.SML_SHEET, CategoryWorkbookWriter(data).xlsx_blob, package),
        RELATIONSHIP_TYPE.PACKAGE,
    )
    height = UPRIGHT if bars.are_upright else BAR * len(bars.names) + AROUND
    part = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    placed = parse_xml(PLACED.format(width=WIDTH, height=height, number=number, part=part))
    placed.find(".//{*}docPr").set("descr", bars.told)
    document.add_paragraph()._p.append(placed)


def _numbers(bars):
    # Lying bars are drawn from the bottom up.
    turned = slice(None, None, 1 if bars.are_upright else -1)
    data = CategoryChartData(number_format="£#,##0.00" if bars.is_money else "#,##0")
    data.categories = map(writable, bars.names[turned])
    for part, heights in bars.parts:
        data.add_series(part, [height and float(height) for height in heights[turned]])
    return data


def _drawn(bars, data):
    """The chart as XML: no title, as the heading has it; no scale, as each bar has its number."""
    kind = XL_CHART_TYPE.COLUMN_STACKED if bars.are_upright else XL_CHART_TYPE.BAR_STACKED
    root = parse_xml_of_chart(data.xml_bytes(kind))
    root._add_externalData().rId = WORKBOOK
    chart = Chart(root, None)
    chart.font.size, chart.has_title, chart.has_legend = Pt(10), False, len(bars.parts) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = bars.are_upright
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 40
    for series, (shade, letters) in zip(plot.series, SHADES, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = shade
        if not bars.are_upright:
            series.data_labels.show_value, series.data_labels.font.color.rgb = True, letters
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
