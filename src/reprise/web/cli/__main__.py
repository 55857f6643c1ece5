"""`python -m reprise.web.cli`: the same as the `reprise` command."""

import sys

from reprise.web.cli.main import main

sys.exit(main())
