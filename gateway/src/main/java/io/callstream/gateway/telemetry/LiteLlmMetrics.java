package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Shows what is counted anyhow under LiteLLM's names as well, for dashboards and alerts that are there already. It is
 * read when somebody looks and costs calls nothing.
 */
final class LiteLlmMetrics {
    static final List<Count> COUNTS = List.of(
            new Count("litellm_spend_metric_total", "Cost of calls in US dollars.", of -> of.cost.count()),
            new Count(
                    "litellm_total_tokens_metric_total",
                    "Tokens of prompts and completions.",
                    of -> of.prompt.count() + of.completion.count()),
            new Count("litellm_input_tokens_metric_total", "Tokens of prompts.", of -> of.prompt.count()),
            new Count("litellm_output_tokens_metric_total", "Tokens of completions.", of -> of.completion.count()),
            new Count("litellm_requests_metric_total", "Calls that have ended well.", of -> of.succeeded.count()),
            new Count(
                    "litellm_proxy_total_requests_metric_total",
                    "Calls that have ended.",
                    of -> of.succeeded.count() + of.failed.count()),
            new Count(
                    "litellm_proxy_failed_requests_metric_total", "Calls that have failed.", of -> of.failed.count()));
    static final List<Time> TIMES = List.of(
            new Time("litellm_request_total_latency_metric", "Time of whole calls in seconds.", of -> of.duration),
            new Time(
                    "litellm_llm_api_latency_metric",
                    "Time spent waiting for the provider in seconds.",
                    of -> of.upstream),
            new Time(
                    "litellm_llm_api_time_to_first_token_metric",
                    "Time until a stream began in seconds.",
                    of -> of.firstToken));

    private LiteLlmMetrics() {}

    /** A number that only grows. */
    record Count(String name, String says, ToDoubleFunction<CallSeries> value) {}

    /** A histogram. */
    record Time(String name, String says, Function<CallSeries, Timer> timer) {}

    /** All of them in Prometheus' text format. */
    static String write(Collection<CallSeries> series) {
        StringBuilder out = new StringBuilder();
        for (Count count : COUNTS) {
            head(out, count.name(), count.says(), "counter");
            for (CallSeries each : series) {
                line(out, count.name(), labels(each.labels), count.value().applyAsDouble(each));
            }
        }
        for (Time time : TIMES) {
            head(out, time.name(), time.says(), "histogram");
            for (CallSeries each : series) {
                histogram(out, time.name(), labels(each.labels), time.timer().apply(each));
            }
        }
        return out.toString();
    }

    private static void histogram(StringBuilder out, String name, String labels, Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        double last = 0;
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            last = bucket.count();
            line(out, name + "_bucket", labels + ",le=\"" + bucket.bucket(TimeUnit.SECONDS) + "\"", last);
        }
        double count = Math.max(last, snapshot.count());
        line(out, name + "_bucket", labels + ",le=\"+Inf\"", count);
        line(out, name + "_count", labels, count);
        line(out, name + "_sum", labels, snapshot.total(TimeUnit.SECONDS));
    }

    private static void head(StringBuilder out, String name, String says, String type) {
        out.append("# HELP ").append(name).append(' ').append(says).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String name, String labels, double value) {
        out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String labels(CallLabels labels) {
        String group = quoted(labels.modelGroup());
        return "model=" + group + ",requested_model=" + group + ",api_provider=" + quoted(labels.provider()) + ",team="
                + quoted(labels.team());
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
