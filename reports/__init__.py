"""Reports: what people hold in their hands: HTML, tables, exports."""
