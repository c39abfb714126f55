package io.callstream.cli.newsink;

import java.util.Locale;

/** What a new sink starts from. */
enum Flavour {
    /** Posts to an address, on what all sinks that speak HTTP share. */
    HTTP,
    /** Writes files; for destinations that have a client or a protocol of their own. */
    PLAIN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
