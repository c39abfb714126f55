package io.callstream.console.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicContents;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** {@code /topics}: what stands on Kafka. */
public final class TopicPages {
    private static final int MOST = 500;
    private static final int DAY = 24 * 60;

    private final TopicLook look;
    private final RecordView view;
    private final Completeness completeness;
    private final Supplier<ErasedSubjects> erased;
    private final Pages pages;

    public TopicPages(
            TopicConsumers consumers,
            WriterSchemas schemas,
            Supplier<ErasedSubjects> erased,
            Pages pages,
            Clock clock) {
        this.look = new TopicLook(consumers);
        this.view = new RecordView(schemas);
        this.completeness = new Completeness(consumers, schemas, clock);
        this.erased = erased;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/topics",
                        exchange -> pages.page(exchange, "topics", new Pages.Title("Topics", "topics"), Map.of())),
                Route.get("/topics-table", exchange -> pages.part("part/topics", Map.of("topics", look.topics()))),
                Route.get("/topics/{topic}", this::records),
                Route.get(
                        "/completeness",
                        exchange -> pages.part(
                                "part/completeness", Map.of("report", report(exchange), "minutes", minutes(exchange)))),
                Route.get("/api/topics", exchange -> Json.reply(topics())),
                Route.get("/api/topics/{topic}", this::list),
                Route.get("/api/topics/{topic}/{partition}/{offset}", this::one),
                Route.get("/api/completeness", exchange -> Json.reply(Json.tree(report(exchange)))));
    }

    private static int minutes(Exchange exchange) {
        return exchange.number("minutes", 15, 1, DAY);
    }

    private Completeness.Report report(Exchange exchange) {
        return completeness.of(Duration.ofMinutes(minutes(exchange)));
    }

    private JsonNode topics() {
        ArrayNode list = Json.array();
        for (TopicContents held : look.topics()) {
            ObjectNode one = list.addObject();
            one.put("topic", held.topic()).put("partitions", held.partitions()).put("records", held.records());
            held.oldest().ifPresent(time -> one.put("oldest", time.toString()));
        }
        return list;
    }

    private List<ConsumerRecord<byte[], byte[]>> wanted(Exchange exchange) {
        String topic = topic(exchange);
        int limit = exchange.number("limit", 100, 1, MOST);
        Optional<Integer> partition = exchange.query("partition").map(TopicPages::partition);
        Optional<Long> offset = exchange.query("offset").map(TopicPages::offset);
        if (offset.isPresent() && partition.isEmpty()) {
            throw WebException.wrong("offset needs a partition: each partition counts its own");
        }
        return partition.isPresent() && offset.isPresent()
                ? look.from(new TopicPartition(topic, partition.get()), offset.get(), limit)
                : look.latest(topic, partition, limit);
    }

    private static long offset(String text) {
        return Exchange.number("offset", text, 0, Long.MAX_VALUE);
    }

    private static int partition(String text) {
        return (int) Exchange.number("partition", text, 0, Integer.MAX_VALUE);
    }

    /** Topics of others are none of ours to show. */
    private static String topic(Exchange exchange) {
        String topic = exchange.place("topic");
        if (!topic.startsWith("llm.")) {
            throw WebException.missing("There is no topic " + topic + " of Callstream's.");
        }
        return topic;
    }

    private RecordView.Eyes eyes(Exchange exchange) {
        return new RecordView.Eyes(exchange.viewer().admin(), erased.get());
    }

    private Reply records(Exchange exchange) {
        List<RecordLine> lines = new ArrayList<>();
        RecordView.Eyes eyes = eyes(exchange);
        wanted(exchange).forEach(record -> lines.add(RecordLine.of(view.json(record, eyes))));
        return pages.page(
                exchange,
                "topic",
                new Pages.Title(topic(exchange), "topics"),
                Map.of(
                        "topic", topic(exchange),
                        "partition", exchange.query("partition").orElse(""),
                        "offset", exchange.query("offset").orElse(""),
                        "records", lines));
    }

    private Reply list(Exchange exchange) {
        ArrayNode list = Json.array();
        RecordView.Eyes eyes = eyes(exchange);
        wanted(exchange).forEach(record -> list.add(view.json(record, eyes)));
        return Json.reply(list);
    }

    private Reply one(Exchange exchange) {
        int partition = partition(exchange.place("partition"));
        long offset = offset(exchange.place("offset"));
        return look.from(new TopicPartition(topic(exchange), partition), offset, 1).stream()
                .filter(record -> record.offset() == offset)
                .findFirst()
                .map(record -> Json.reply(view.json(record, eyes(exchange))))
                .orElseThrow(() -> WebException.missing(
                        topic(exchange) + "-" + partition + " has no record at offset " + offset + " any more"));
    }
}
