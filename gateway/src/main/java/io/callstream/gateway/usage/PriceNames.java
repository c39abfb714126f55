package io.callstream.gateway.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names that a model's price may stand under in a price map: OpenAI's models alone, those of others after their provider,
 * and the models of a cloud after who made them, since clouds ask the makers' prices unless the map says otherwise.
 */
final class PriceNames {
    private static final String OPENAI = "openai";
    private static final String CLAUDE = "claude";
    private static final String BEDROCK = "bedrock";
    /** Bedrock's names of the regions that may answer: a model costs what it costs without them, unless it is listed. */
    private static final Pattern REGIONS = Pattern.compile("^(us|eu|apac|global|au|jp|ca|in|us-gov)\\.");
    /** {@code -20250929}, {@code @20250929}: a version costs what its model costs, unless it is listed. */
    private static final Pattern VERSION = Pattern.compile("(-20\\d{6}|@[\\w.-]+)$");

    private static final Map<String, String> MAKERS = Map.of("vertex_ai", "gemini", "vertex_ai_beta", "gemini");
    private static final Map<String, String> TWINS = Map.of(
            "cohere", "cohere_chat", "cohere_chat", "cohere", "vertex_ai_beta", "vertex_ai", "gemini", "vertex_ai");

    private PriceNames() {}

    /** How a map names a model of a provider at first. */
    static String of(String provider, String model) {
        return provider.equals(OPENAI) ? model : provider + "/" + model;
    }

    /** All names, the most exact first. */
    static List<String> all(String provider, String model) {
        if (provider.equals(BEDROCK)) {
            return ofBedrock(model);
        }
        List<String> names = new ArrayList<>();
        String plain = model.contains("-20") || model.indexOf('@') >= 0
                ? VERSION.matcher(model).replaceFirst("")
                : model;
        for (String each : plain.equals(model) ? List.of(model) : List.of(model, plain)) {
            names.add(of(provider, each));
            String twin = TWINS.get(provider);
            if (twin != null) {
                names.add(of(twin, each));
            }
            String maker = model.startsWith(CLAUDE) && isCloud(provider) ? "anthropic" : MAKERS.get(provider);
            if (maker != null) {
                names.add(of(maker, each));
            }
        }
        return names;
    }

    /** Of an ARN its last part, which is the model's name unless somebody has given the profile one of their own. */
    private static List<String> ofBedrock(String model) {
        String name = model.startsWith("arn:") ? model.substring(model.lastIndexOf('/') + 1) : model;
        String plain = REGIONS.matcher(name).replaceFirst("");
        return plain.equals(name) ? List.of(of(BEDROCK, name)) : List.of(of(BEDROCK, name), of(BEDROCK, plain));
    }

    private static boolean isCloud(String provider) {
        return MAKERS.containsKey(provider) || provider.equals("azure_ai");
    }

    /** LiteLLM's map says which part of Vertex AI, and which API of Bedrock's, a model belongs to; each is one provider. */
    static String provider(String said) {
        return said.startsWith("vertex_ai-") ? "vertex_ai" : said.startsWith(BEDROCK + "_conv") ? BEDROCK : said;
    }
}
