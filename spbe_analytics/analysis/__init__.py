"""One question a module, frame to frame: nothing here knows a database or a screen."""
