package io.callstream.sql.engine;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.ConsumerPool;
import io.callstream.reader.TopicRange;
import io.callstream.sql.query.StatementRanges;
import io.callstream.sql.scan.ScanSource;
import java.util.List;

/** Topics of a cluster, of which each statement reads its ranges. */
record KafkaSource(StatementRanges ranges, WriterSchemas schemas) implements ScanSource {
    @Override
    public List<String> topics() {
        return ranges.topics();
    }

    @Override
    public TopicRange range(String topic) {
        return ranges.range(topic);
    }

    @Override
    public ErasedSubjects erased() {
        return ranges.erased();
    }

    @Override
    public ConsumerPool consumers() {
        return ranges.consumers();
    }
}
