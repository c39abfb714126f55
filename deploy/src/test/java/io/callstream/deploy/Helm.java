package io.callstream.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders the chart. */
final class Helm {
    static final String CHART = "helm/callstream";
    /** One that the chart is for; without a cluster, Helm has to be told. */
    private static final List<String> VERSION = List.of("--kube-version", "1.30.0");

    private Helm() {}

    static void isNeeded() {
        assumeTrue(
                Tools.find("helm").isPresent(),
                "no helm on the PATH, and none brought by deploy/tools/fetch: the chart is not rendered");
    }

    static Tools.Said template(String... options) {
        return run("template", "one", options);
    }

    static Tools.Said lint(String... options) {
        return run("lint", "--strict", options);
    }

    /** Writes the manifests of the default values, as they are in the repository. */
    static Tools.Said render(String file) {
        return Tools.run(List.of("kustomize/render", file), Map.of("HELM", program()), "");
    }

    private static Tools.Said run(String verb, String first, String... options) {
        List<String> words = new ArrayList<>(List.of(program(), verb, first, CHART));
        words.addAll(VERSION);
        words.addAll(List.of(options));
        return Tools.run(words, Map.of(), "");
    }

    private static String program() {
        return Tools.find("helm").orElseThrow();
    }
}
