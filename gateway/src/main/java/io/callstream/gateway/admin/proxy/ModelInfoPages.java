package io.callstream.gateway.admin.proxy;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Models;
import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.usage.Pricing;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /model/info} and {@code /model_group/info}: the deployments and groups that a caller may ask for, without keys. */
final class ModelInfoPages {
    private static final int PAGE_SIZE = 50;
    /** Of a page, and pages: so that their product is a number. */
    private static final int MOST = 1_000_000;

    private final Models models;
    private final Pricing pricing;
    private final TeamModels teams;

    ModelInfoPages(Models models, Pricing pricing) {
        this.models = models;
        this.pricing = pricing;
        this.teams = TeamModels.of(models);
    }

    /** All, or the one that {@code litellm_model_id} names. */
    Page models(PageRequest request) {
        String id = request.query().get("litellm_model_id");
        List<Object> found = rows(request.caller().grant(), id);
        return id != null && found.isEmpty()
                ? Page.error(
                        GatewayError.BAD_ENTITY,
                        "Model id = " + ShownText.of(id) + " not found on litellm proxy",
                        "litellm_model_id")
                : json(Map.of("data", found));
    }

    /** In pages, as LiteLLM's console asks for them: {@code page}, {@code size}, {@code model}, {@code search}. */
    Page paged(PageRequest request) {
        String model = request.query().get("model");
        String search = request.query().get("search");
        List<Object> found = rows(request.caller().grant(), request.query().get("modelId")).stream()
                .filter(row ->
                        row instanceof Map<?, ?> each && named(String.valueOf(each.get("model_name")), model, search))
                .toList();
        int size = number(request, "size", PAGE_SIZE);
        int page = number(request, "page", 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", found.stream().skip((page - 1L) * size).limit(size).toList());
        answer.put("total_count", found.size());
        answer.put("current_page", page);
        answer.put("size", size);
        answer.put("total_pages", (found.size() + size - 1) / size);
        return json(answer);
    }

    private static boolean named(String name, @Nullable String exact, @Nullable String part) {
        return (exact == null || exact.equals(name)) && (part == null || name.contains(part));
    }

    private static int number(PageRequest request, String name, int otherwise) {
        String said = request.query().get(name);
        try {
            return said == null ? otherwise : Math.max(1, Math.min(MOST, Integer.parseInt(said)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private List<Object> rows(Grant grant, @Nullable String id) {
        List<Object> rows = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        models.deployments().stream()
                .filter(each -> (id == null || id.equals(each.id())) && teams.shows(each.modelGroup(), grant))
                .filter(each -> shown.add(each.id()))
                .forEach(each -> rows.add(row(each)));
        return rows;
    }

    private Map<String, Object> row(Deployment deployment) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("model", deployment.provider() + "/" + deployment.model());
        params.put("api_base", deployment.shownBase());
        params.put("custom_llm_provider", deployment.provider());
        deployment.share().rpm().ifPresent(rpm -> params.put("rpm", rpm));
        deployment.share().tpm().ifPresent(tpm -> params.put("tpm", tpm));
        models.params().getOrDefault(deployment.id(), Map.of()).forEach((name, value) -> {
            Object shown = plain(value);
            if (shown != null) {
                params.putIfAbsent(name, shown);
            }
        });
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model_name", teams.shown(deployment.modelGroup()));
        row.put("litellm_params", params);
        row.put("model_info", info(deployment));
        return row;
    }

    /** What the file says of it, over what is known. */
    private Map<String, Object> info(Deployment deployment) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", deployment.id());
        info.put("db_model", false);
        info.put("key", deployment.model());
        info.put("litellm_provider", deployment.provider());
        pricing.tokenPrice(deployment).ifPresent(price -> {
            info.put("input_cost_per_token", price.input());
            info.put("output_cost_per_token", price.output());
        });
        models.infos().getOrDefault(deployment.id(), Map.of()).forEach((name, value) -> info.put(name, plain(value)));
        return info;
    }

    private static @Nullable Object plain(String json) {
        try {
            return PlainValues.read(Slice.of(json));
        } catch (InvalidJsonException e) {
            throw new IllegalStateException(e); // the configuration wrote it
        }
    }

    /** All, or the one that {@code model_group} names. */
    Page groups(PageRequest request) {
        String wanted = request.query().get("model_group");
        Map<String, List<Deployment>> groups = new LinkedHashMap<>();
        models.deployments().stream()
                .filter(each -> teams.shows(each.modelGroup(), request.caller().grant()))
                .filter(each -> wanted == null || wanted.equals(teams.shown(each.modelGroup())))
                .forEach(each -> groups.computeIfAbsent(teams.shown(each.modelGroup()), none -> new ArrayList<>())
                        .add(each));
        List<Object> rows = new ArrayList<>();
        groups.forEach((name, members) -> rows.add(group(name, members)));
        return json(Map.of("data", rows));
    }

    /** The dearest price of its deployments, the most that one takes, and the sum of what they take in a minute. */
    private Map<String, Object> group(String name, List<Deployment> members) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model_group", name);
        row.put(
                "providers",
                members.stream().map(Deployment::provider).distinct().toList());
        for (String field : List.of("max_input_tokens", "max_output_tokens", "mode")) {
            row.put(field, first(members, field));
        }
        row.put("input_cost_per_token", most(members, "input_cost_per_token"));
        row.put("output_cost_per_token", most(members, "output_cost_per_token"));
        row.put(
                "tpm",
                sum(members.stream().map(each -> each.share().tpm().orElse(0L)).toList()));
        row.put(
                "rpm",
                sum(members.stream().map(each -> each.share().rpm().orElse(0L)).toList()));
        for (String field :
                List.of("supports_vision", "supports_function_calling", "supports_parallel_function_calling")) {
            row.put(field, Boolean.TRUE.equals(first(members, field)));
        }
        row.put("supported_openai_params", OpenAiParameters.ofChats());
        return row;
    }

    private @Nullable Object first(List<Deployment> members, String field) {
        return members.stream()
                .map(each -> info(each).get(field))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object most(List<Deployment> members, String field) {
        return members.stream()
                .map(each -> info(each).get(field))
                .filter(Number.class::isInstance)
                .map(value -> new BigDecimal(value.toString()))
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private static @Nullable Long sum(List<Long> limits) {
        long sum = limits.stream().mapToLong(Long::longValue).sum();
        return sum == 0 ? null : sum;
    }

    static Page json(Object value) {
        return Page.json(200, PlainValues.write(value));
    }
}
