package io.callstream.console.topics;

import io.callstream.events.column.ColumnSink;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the numbers of events by lane. For one thread. */
final class LaneNumbers {
    private final long judgedFrom;
    private final long judgedTo;
    private final Row row = new Row();
    private final Map<Key, Numbers> lanes = new HashMap<>();

    /**
     * @param judgedFrom numbers of events that Kafka got from then on have to be there
     * @param judgedTo those of events that it got later need not be there yet
     */
    LaneNumbers(long judgedFrom, long judgedTo) {
        this.judgedFrom = judgedFrom;
        this.judgedTo = judgedTo;
    }

    private record Key(String gateway, long epoch, long lane) {}

    ColumnSink row() {
        return row;
    }

    /** The row has been filled by an event that Kafka got then. */
    void taken(long arrived) {
        lanes.computeIfAbsent(new Key(row.gateway, row.numbers[1], row.numbers[2]), key -> new Numbers())
                .add(row.numbers[3], arrived >= judgedFrom && arrived <= judgedTo);
    }

    List<Lane> lanes() {
        return lanes.entrySet().stream()
                .filter(entry -> entry.getValue().judged())
                .map(entry -> entry.getValue().lane(entry.getKey()))
                .sorted(Comparator.comparing(Lane::gateway)
                        .thenComparing(Lane::epoch, Comparator.reverseOrder())
                        .thenComparing(Lane::lane))
                .toList();
    }

    private static final class Numbers {
        private final Map<Long, Integer> seen = new HashMap<>();
        private long first = Long.MAX_VALUE;
        private long last = -1;

        void add(long number, boolean judged) {
            seen.merge(number, 1, Integer::sum);
            if (judged) {
                first = Math.min(first, number);
                last = Math.max(last, number);
            }
        }

        boolean judged() {
            return last >= 0;
        }

        Lane lane(Key key) {
            long missing = 0;
            long repeated = 0;
            long example = -1;
            for (long number = first; number <= last; number++) {
                int times = seen.getOrDefault(number, 0);
                missing += times == 0 ? 1 : 0;
                repeated += times > 1 ? 1 : 0;
                example = times == 0 && example < 0 ? number : example;
            }
            return new Lane(key.gateway(), key.epoch(), key.lane(), first, last, missing, repeated, example);
        }
    }

    private static final class Row implements ColumnSink {
        private String gateway = "";
        private final long[] numbers = new long[4];

        @Override
        public void setNull(int column) {
            throw new IllegalStateException("column " + column + " is never null");
        }

        @Override
        public void setBoolean(int column, boolean value) {
            throw new IllegalStateException("column " + column + " is no truth value");
        }

        @Override
        public void setLong(int column, long value) {
            numbers[column] = value;
        }

        @Override
        public void setDouble(int column, double value) {
            throw new IllegalStateException("column " + column + " is no fraction");
        }

        @Override
        public void setText(int column, byte[] source, int from, int length) {
            gateway = new String(source, from, length, StandardCharsets.UTF_8);
        }

        @Override
        public void setBytes(int column, byte[] source, int from, int length) {
            throw new IllegalStateException("column " + column + " is no bytes");
        }
    }
}
