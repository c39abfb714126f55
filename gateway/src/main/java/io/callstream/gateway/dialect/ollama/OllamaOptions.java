package io.callstream.gateway.dialect.ollama;

import io.callstream.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about how the model runs.
 *
 * @param options under Ollama's names
 * @param rest everything else that is said
 */
record OllamaOptions(Map<String, JsonValue> options, Map<String, JsonValue> rest) {
    /** OpenAI's parameters that are options of the model. */
    private static final Map<String, String> RENAMED =
            Map.of("max_tokens", "num_predict", "max_completion_tokens", "num_predict");
    /** Options under the same name, most of them Ollama's own, that clients and entries may write into OpenAI's form. */
    private static final Set<String> SAME = Set.of(
            "temperature",
            "top_p",
            "top_k",
            "min_p",
            "typical_p",
            "seed",
            "stop",
            "frequency_penalty",
            "presence_penalty",
            "repeat_penalty",
            "repeat_last_n",
            "num_ctx",
            "num_predict",
            "num_keep",
            "num_batch",
            "num_gpu",
            "main_gpu",
            "num_thread",
            "draft_num_predict",
            "use_mmap",
            "mirostat",
            "mirostat_eta",
            "mirostat_tau",
            "tfs_z");

    /** What is said in {@code options} itself wins. */
    static OllamaOptions of(Map<String, JsonValue> said) {
        Map<String, JsonValue> options = new LinkedHashMap<>();
        Map<String, JsonValue> rest = new LinkedHashMap<>();
        said.forEach((name, value) -> {
            String own = SAME.contains(name) ? name : RENAMED.get(name);
            (own == null ? rest : options).put(own == null ? name : own, value);
        });
        if (said.containsKey("max_completion_tokens")) { // wins over its older name
            options.put("num_predict", said.get("max_completion_tokens"));
        }
        if (said.get("options") instanceof JsonValue.Obj own) {
            options.putAll(own.fields());
        }
        options.computeIfPresent(
                "stop", (name, stop) -> stop instanceof JsonValue.Text ? new JsonValue.Arr(List.of(stop)) : stop);
        return new OllamaOptions(options, rest);
    }

    /** Null when nothing is said. */
    @Nullable JsonValue value() {
        return options.isEmpty() ? null : new JsonValue.Obj(options);
    }
}
