package io.callstream.sql.query;

import io.callstream.reader.ReadProgress;
import io.callstream.reader.RetentionCut;
import java.util.List;

/** How the scans of one statement went. Safe for use by several threads. */
public interface ScanReport {
    /** As many places of unreadable records are kept. */
    int NAMED = 5;

    /** How far all scans are together. */
    ReadProgress progress();

    /** How many records could not be read, in all scans together. */
    long unreadableCount();

    /** The first unreadable records: place and reason. */
    List<String> unreadable();

    /** How many records were left out because their subject was erased. */
    long erasedCount();

    /** Partitions of which retention has removed some of what was asked for. */
    List<RetentionCut> cuts();
}
