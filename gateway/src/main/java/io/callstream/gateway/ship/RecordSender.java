package io.callstream.gateway.ship;

import io.callstream.events.codec.ConfluentFrame;
import io.callstream.gateway.spool.SpoolRecord;
import io.callstream.gateway.spool.Stream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends single records and settles them when Kafka has them. For the shipping thread. */
final class RecordSender {
    private final Connection connection;
    private final Refusals refusals;
    private final ShipCounts counts;

    RecordSender(Connection connection, Refusals refusals, ShipCounts counts) {
        this.connection = connection;
        this.refusals = refusals;
        this.counts = counts;
    }

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
        Connection.Outlet outlet = connection.outlet(Stream.of(record.kind()));
        byte[] value = ConfluentFrame.of(schemaId, record.payload());
        byte[] key = record.call().text().getBytes(StandardCharsets.US_ASCII);
        outlet.allowance().take(value.length);
        Delivery delivery = new Delivery(record, outlet.allowance(), value.length);
        outlet.producer().send(new ProducerRecord<>(record.kind().topic(), key, value), delivery);
        return delivery.accepted();
    }

    /** What becomes of one record. A producer that cannot even accept it says so before {@code send} returns. */
    private final class Delivery implements Callback {
        private final SpoolRecord record;
        private final Allowance allowance;
        private final int bytes;
        private final Thread sending = Thread.currentThread();
        private boolean turnedAway; // only ever set and read by the sending thread

        Delivery(SpoolRecord record, Allowance allowance, int bytes) {
            this.record = record;
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
                record.settle();
            } else if (SendFault.of(failure) == SendFault.RECORD) {
                refusals.refuse(record, failure.getClass().getSimpleName());
            } else if (Thread.currentThread() == sending) {
                turnedAway = true;
            } else {
                connection.failed(failure);
            }
        }
    }
}
