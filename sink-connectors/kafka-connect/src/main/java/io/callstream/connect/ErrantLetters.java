package io.callstream.connect;

import io.callstream.sink.runtime.deliver.DeadLetters;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refused events go where Connect is told to keep them ({@code errors.deadletterqueue.topic.name}). A connector that is not
 * told fails instead, with its place kept: nothing is dropped unseen. Safe for use by several threads.
 */
final class ErrantLetters implements DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(ErrantLetters.class);

    private final Optional<ErrantRecordReporter> reporter;
    private final Places places;
    private final Object reporting = new Object();

    /** @param reporter empty when Connect is told to keep nothing */
    ErrantLetters(Optional<ErrantRecordReporter> reporter, Places places) {
        this.reporter = reporter;
        this.places = places;
    }

    @Override
    public void deadLetter(SourceRecord original, String reason, int attempts) throws InterruptedException {
        String story = "refused: place=" + original.place() + " attempts=" + attempts + " reason=" + reason;
        ErrantRecordReporter keeper = reporter.orElseThrow(() -> new ConnectException(story
                + "; to go on behind such events, set errors.tolerance=all and errors.deadletterqueue.topic.name"));
        // A partition that was handed over meanwhile: its next reader meets the record again.
        Optional<SinkRecord> record = places.find(original.place());
        if (record.isPresent()) {
            report(keeper, record.get(), story);
            log.warn("dead letter: {}", story);
        }
    }

    private void report(ErrantRecordReporter keeper, SinkRecord record, String story) throws InterruptedException {
        try {
            // One after another: not every version of Connect reports from several threads at once.
            synchronized (reporting) {
                keeper.report(record, new DataException(story)).get();
            }
        } catch (ExecutionException e) {
            throw new ConnectException("a dead letter could not be written: " + story, e.getCause());
        }
    }
}
