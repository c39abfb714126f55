package io.callstream.replay.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.reader.PartitionRange;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.PlanCounts;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.Sample;
import io.callstream.replay.plan.Terms;
import io.callstream.sink.runtime.consume.Tally;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The records of the topic of jobs: keys {@code JOB/plan}, {@code JOB/state} and {@code JOB/cancel}, values of JSON. */
final class JobJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = "/plan";
    private static final String STATE = "/state";
    private static final String CANCEL = "/cancel";

    private JobJson() {}

    static byte[] key(JobEntry entry) {
        String suffix = entry instanceof JobEntry.Planned ? PLAN : entry instanceof JobEntry.Said ? STATE : CANCEL;
        return (entry.job() + suffix).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] value(JobEntry entry) {
        ObjectNode json = JSON.createObjectNode();
        if (entry instanceof JobEntry.Planned planned) {
            plan(json, planned.plan());
        } else if (entry instanceof JobEntry.Said said) {
            said(json, said);
        } else {
            json.put("job", entry.job());
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what is no record of ours, or one of a version that says it otherwise. */
    static Optional<JobEntry> read(byte[] key, byte[] value) {
        String name = new String(key, StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(new String(value, StandardCharsets.UTF_8));
            if (name.endsWith(PLAN)) {
                return Optional.of(new JobEntry.Planned(plan(json)));
            }
            if (name.endsWith(STATE)) {
                return Optional.of(said(json));
            }
            return name.endsWith(CANCEL)
                    ? Optional.of(new JobEntry.CancelAsked(json.required("job").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void said(ObjectNode json, JobEntry.Said said) {
        JobStatus status = said.status();
        json.put("job", status.job())
                .put("sink", status.sink())
                .put("state", status.state().word())
                .put("delivered", status.tally().delivered())
                .put("skipped", status.tally().skipped())
                .put("refused", status.tally().refused())
                .put("total", status.total())
                .put("reason", status.reason())
                .put("updated_at", status.updatedAt().toString())
                .put("runner", said.runner())
                .put("claim", said.claim());
    }

    private static JobEntry.Said said(JsonNode json) {
        JobStatus status = new JobStatus(
                json.required("job").asText(),
                json.required("sink").asText(),
                JobState.valueOf(json.required("state").asText().toUpperCase(java.util.Locale.ROOT)),
                new Tally(
                        json.required("delivered").asLong(),
                        json.required("skipped").asLong(),
                        json.required("refused").asLong()),
                json.required("total").asLong(),
                json.path("reason").asText(""),
                instant(json, "updated_at"));
        return new JobEntry.Said(
                status, json.required("runner").asText(), json.path("claim").asBoolean());
    }

    private static void plan(ObjectNode json, ReplayPlan plan) {
        json.put("job", plan.job().text())
                .put("sink", plan.sink())
                .put("planned_at", plan.plannedAt().toString())
                .put("sample", plan.filter().sample().share())
                .put("max_live_lag", plan.terms().maxLiveLag());
        plan.filter().where().ifPresent(where -> json.put("where", where));
        plan.terms().rate().ifPresent(rate -> json.put("rate", rate));
        ArrayNode ranges = json.putArray("ranges");
        plan.ranges()
                .forEach(range -> ranges.addObject()
                        .put("topic", range.partition().topic())
                        .put("partition", range.partition().partition())
                        .put("begin", range.begin())
                        .put("end", range.end()));
        PlanCounts counts = plan.counts();
        ObjectNode kinds = json.putObject("kinds");
        counts.kinds().forEach(kinds::put);
        json.put("bytes", counts.bytes()).put("requests", counts.requests());
        counts.from().ifPresent(from -> json.put("from", from.toString()));
        counts.to().ifPresent(to -> json.put("to", to.toString()));
    }

    private static ReplayPlan plan(JsonNode json) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (JsonNode range : json.required("ranges")) {
            ranges.add(new PartitionRange(
                    new TopicPartition(
                            range.required("topic").asText(),
                            range.required("partition").asInt()),
                    range.required("begin").asLong(),
                    range.required("end").asLong()));
        }
        Map<String, Long> kinds = new TreeMap<>();
        json.required("kinds")
                .fields()
                .forEachRemaining(
                        kind -> kinds.put(kind.getKey(), kind.getValue().asLong()));
        JsonNode rate = json.path("rate");
        return new ReplayPlan(
                new JobId(json.required("job").asText()),
                json.required("sink").asText(),
                instant(json, "planned_at"),
                ranges,
                new Filter(
                        new Sample(json.required("sample").asDouble()),
                        json.hasNonNull("where")
                                ? Optional.of(json.path("where").asText())
                                : Optional.empty()),
                new Terms(
                        rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty(),
                        json.required("max_live_lag").asLong()),
                new PlanCounts(
                        kinds,
                        json.required("bytes").asLong(),
                        optional(json, "from"),
                        optional(json, "to"),
                        json.required("requests").asLong()));
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(json.required(name).asText());
    }

    private static Optional<Instant> optional(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(instant(json, name)) : Optional.empty();
    }
}
