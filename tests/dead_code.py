"""Names that nothing in the product's source mentions, and why each lives all the same; read by vulture.

A name belongs here only if a library calls or reads it, or if it is part of a record that ships; never because a
test or a benchmark wants it.
"""

_ = object()

# typer and click call these by their names
_._coerce_value
_._runtime_param
_.list_commands
_.format_usage
_.allow_extra_args
# commands are imported by the name that the table of commands gives
_.make_template
_.list_history
_.find_weakest
_.import_files
_.verify_files
_.make_documents
_.export_data
_.serve
# PyYAML reads this from a loader
_.yaml_implicit_resolvers
# members of an enumeration are chosen by their value, as typed
_.provinsi
_.kabupaten
_.kota
_.SELF
_.INTERVIEW
_.VISIT
_.POVERTY
_.INVESTMENT
_.INFLATION
_.LOCAL_CATALOGUE
_.STUNTING
_.DIGITAL
# the enumeration reads this from a new member
_._value_
# alembic reads these from each migration
_.revision
_.down_revision
_.branch_labels
_.depends_on
# SQLAlchemy and the SQLite driver
_.prepare
_.isolation_level
# openpyxl writes these attributes into the workbook
_.data_type
_.color
_.alignment
_.hyperlink
_.ref
_.orientation
_.pageSetUpPr
_.fitToHeight
_.print_title_rows
_.tabSelected
_.firstSheet
# python-pptx and zipfile write these attributes into the slides
_.word_wrap
_.vertical_anchor
_.auto_size
_.margin_bottom
_.margin_left
_.margin_right
_.margin_top
_.space_after
_.has_title
_.has_legend
_.include_in_layout
_.categories
_.major_unit
_.has_major_gridlines
_.number_format
_.number_format_is_linked
_.tick_label_position
_.smooth
_.dash_style
_.gap_width
_.overlap
_.reverse_order
_.invert_if_negative
_.show_value
_.minimum_scale
_.maximum_scale
_.horz_banding
_.partname
_.last_modified_by
_.language
_.modified
_.create_system
_.external_attr
_.visible
# expat calls these while it reads XML
_.StartDoctypeDeclHandler
_.StartElementHandler
_.EndElementHandler
_.CharacterDataHandler
# limits are read by the names of their fields
_.max_unpacked_mb
_.unpacked_mb
_.max_entries
_.max_ratio
_.max_columns
_.max_merges
_.max_strings
_.max_rows
_.max_sheets
# facts of a region that ship with it
_.latitude
_.longitude
# fields of tuples that are made and written by position
_.predicate_cell
# XlsxWriter and python-pptx call these of what inherits from them
_._prepare_formula
_.xlsx_blob
