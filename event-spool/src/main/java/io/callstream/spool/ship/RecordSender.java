package io.callstream.spool.ship;

import io.callstream.events.codec.ConfluentFrame;
import io.callstream.spool.LogStream;
import io.callstream.spool.SpoolRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends single records and settles them when Kafka has them. One that is too large for its topic is sent again with less
 * in it, and given up only when nothing can be left out any more. For the shipping thread.
 */
final class RecordSender {
    private final Connection connection;
    private final Refusals refusals;
    private final ShipCounts counts;
    private final RecordHeaders headers;
    private final ShortEvents shortEvents;
    private final Queue<TooLarge> tooLarge = new ConcurrentLinkedQueue<>();

    RecordSender(
            Connection connection,
            Refusals refusals,
            ShipCounts counts,
            RecordHeaders headers,
            ShortEvents shortEvents) {
        this.connection = connection;
        this.refusals = refusals;
        this.counts = counts;
        this.headers = headers;
        this.shortEvents = shortEvents;
    }

    /** A record that Kafka did not take with so much in it. */
    private record TooLarge(SpoolRecord record, int schemaId) {}

    /**
     * Hands a record to the producer.
     *
     * @return whether it is on its way, or given up; false if it has to be tried again later
     */
    boolean send(SpoolRecord record, int schemaId) {
        if (refusals.holds(record)) {
            record.settle();
            return true;
        }
        Refusals.Tried tried = refusals.tried(record);
        return tried == null
                ? send(record, schemaId, record.payload(), Shortening.NOTHING)
                : sendShorter(record, schemaId, tried);
    }

    /**
     * Sends what was too large, with less in it.
     *
     * @return how many; they are not settled before Kafka has them
     */
    int sendShorter() {
        int sent = 0;
        for (TooLarge next = tooLarge.peek(); next != null; next = tooLarge.peek()) {
            if (!send(next.record(), next.schemaId())) {
                return sent;
            }
            tooLarge.poll();
            sent++;
        }
        return sent;
    }

    private boolean sendShorter(SpoolRecord record, int schemaId, Refusals.Tried tried) {
        ShortEvents.Shorter shorter = tried.level().last()
                ? null
                : shortEvents.shorten(record, tried.level().next());
        if (shorter == null) {
            refusals.refuse(record, tried.why());
            return true;
        }
        boolean accepted = send(record, schemaId, shorter.body(), shorter.level());
        if (accepted) {
            counts.shortened();
        }
        return accepted;
    }

    private boolean send(SpoolRecord record, int schemaId, ByteBuffer body, Shortening level) {
        Connection.Outlet outlet = connection.outlet(LogStream.of(record.kind()));
        byte[] value = ConfluentFrame.of(schemaId, body);
        byte[] key = record.call().text().getBytes(StandardCharsets.US_ASCII);
        outlet.allowance().take(value.length);
        Delivery delivery = new Delivery(new TooLarge(record, schemaId), level, outlet.allowance(), value.length);
        outlet.producer()
                .send(
                        new ProducerRecord<>(record.kind().topic(), null, key, value, headers.of(record, value)),
                        delivery);
        return delivery.accepted();
    }

    /** What becomes of one record. A producer that cannot even accept it says so before {@code send} returns. */
    private final class Delivery implements Callback {
        private final TooLarge sent;
        private final Shortening level;
        private final InFlightLimit allowance;
        private final int bytes;
        private final Thread sending = Thread.currentThread();
        private boolean turnedAway; // only ever set and read by the sending thread

        Delivery(TooLarge sent, Shortening level, InFlightLimit allowance, int bytes) {
            this.sent = sent;
            this.level = level;
            this.allowance = allowance;
            this.bytes = bytes;
        }

        boolean accepted() {
            return !turnedAway;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            allowance.giveBack(bytes);
            if (failure == null) {
                counts.acknowledged();
                refusals.taken(sent.record());
                sent.record().settle();
                return;
            }
            String why = failure.getClass().getSimpleName();
            switch (SendFault.of(failure)) {
                case SIZE -> {
                    refusals.tooLarge(sent.record(), level, why);
                    tooLarge.add(sent);
                }
                case RECORD -> refusals.refuse(sent.record(), why);
                case ELSEWHERE -> fault(failure);
            }
        }

        private void fault(Exception failure) {
            if (Thread.currentThread() == sending) {
                turnedAway = true;
            } else {
                connection.failed(failure);
            }
        }
    }
}
