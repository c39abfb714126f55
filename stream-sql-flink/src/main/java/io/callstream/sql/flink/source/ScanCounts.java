package io.callstream.sql.flink.source;

import io.callstream.sql.query.ScanReport;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/** What one task counts while it reads. Flink adds up what all tasks of a job have counted. For one thread. */
public final class ScanCounts {
    private static final String RECORDS = "callstream.records";
    private static final String BYTES = "callstream.bytes";
    private static final String OFFSETS = "callstream.offsets";
    private static final String UNREADABLE = "callstream.unreadable";
    private static final String ERASED = "callstream.erased";
    private static final String PLACES = "callstream.unreadable.places";

    private final LongCounter records = new LongCounter();
    private final LongCounter bytes = new LongCounter();
    private final LongCounter offsets = new LongCounter();
    private final LongCounter unreadable = new LongCounter();
    private final LongCounter erased = new LongCounter();
    private final ListAccumulator<String> places = new ListAccumulator<>();

    /** Makes the counts of this task part of the job's. */
    void register(RuntimeContext task) {
        task.addAccumulator(RECORDS, records);
        task.addAccumulator(BYTES, bytes);
        task.addAccumulator(OFFSETS, offsets);
        task.addAccumulator(UNREADABLE, unreadable);
        task.addAccumulator(ERASED, erased);
        task.addAccumulator(PLACES, places);
    }

    void read(long moreRecords, long moreBytes, long moreOffsets) {
        records.add(moreRecords);
        bytes.add(moreBytes);
        offsets.add(moreOffsets);
    }

    void erased() {
        erased.add(1L);
    }

    void unreadable(String place) {
        unreadable.add(1L);
        if (unreadable.getLocalValuePrimitive() <= ScanReport.NAMED) {
            places.add(place);
        }
    }

    /**
     * What all tasks of a job have counted until now.
     *
     * @param places the first unreadable records of each task
     */
    public record Totals(long records, long bytes, long offsets, long unreadable, long erased, List<String> places) {
        /** Before anything was counted. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, List.of());

        public Totals {
            places = List.copyOf(places);
        }

        /** @param accumulators as Flink gives them for a job */
        public static Totals of(Map<String, Object> accumulators) {
            List<String> named = accumulators.get(PLACES) instanceof List<?> list
                    ? list.stream()
                            .map(String::valueOf)
                            .sorted()
                            .limit(ScanReport.NAMED)
                            .toList()
                    : List.of();
            return new Totals(
                    number(accumulators, RECORDS),
                    number(accumulators, BYTES),
                    number(accumulators, OFFSETS),
                    number(accumulators, UNREADABLE),
                    number(accumulators, ERASED),
                    named);
        }

        private static long number(Map<String, Object> accumulators, String name) {
            return accumulators.get(name) instanceof Number number ? number.longValue() : 0;
        }
    }
}
