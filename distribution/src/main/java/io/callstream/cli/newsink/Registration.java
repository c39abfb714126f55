package io.callstream.cli.newsink;

import java.util.Map;
import java.util.regex.Pattern;

/** A place where the repository lists its sinks: build, all sinks and their fake destinations, compose, Prometheus. */
enum Registration {
    BUILD(
            "sink-connectors/pom.xml",
            "    <module>(sink-(?!(?:api|http|jdbc|objects|otlp|parent|runtime|testkit)<)[^<]*)</module>\n"),
    ALL("sink-connectors/sinks-all/pom.xml", Registration.DEPENDENCY),
    ALL_TESTS("sink-connectors/sinks-all-tests/pom.xml", Registration.DEPENDENCY),
    SERVICE("docker-compose.yml", "(?m)^(?:  #.*\n)*  (sink-[a-z0-9-]+):\n(?:    .*\n)+\n"),
    VOLUME("docker-compose.yml", "(?m)^  ([a-z0-9-]+-data|events):\n"),
    PROMETHEUS("compose/prometheus.yml", "(?<=\\[|, )(sink-[a-z0-9-]+)(?:, |(?=]))");

    private static final String DEPENDENCY = "    <dependency>\n      <groupId>io.callstream</groupId>\n"
            + "      <artifactId>(sink-[^<]*)</artifactId>\n      <version>[^<]*</version>\n"
            + "(?:      <type>test-jar</type>\n)?    </dependency>\n";

    private final String path;
    private final Lists list;

    Registration(String path, String entry) {
        this.path = path;
        this.list = new Lists(path, Pattern.compile(entry));
    }

    /** The file, from the repository's root. */
    String path() {
        return path;
    }

    /** Whether such a sink has an entry here. */
    boolean concerns(Flavour flavour) {
        return this != VOLUME || flavour == Flavour.PLAIN;
    }

    /** The file's text with the sink in it. */
    String add(String text, SinkName name, Flavour flavour) {
        String entry = this == VOLUME ? volume(text, name) : name.module();
        return list.add(text, entry, added(text, name, flavour));
    }

    private String added(String text, SinkName name, Flavour flavour) {
        Map<String, String> words = Map.of(
                "name", name.text(),
                "VARIABLE", name.variable(),
                "module", name.module(),
                "profile", profile(text, name),
                "volume", volume(text, name));
        return switch (this) {
            case BUILD -> "    <module>" + name.module() + "</module>\n";
            case ALL -> Template.fill("all.xml", words);
            case ALL_TESTS -> Template.fill("all-tests.xml", words);
            case SERVICE -> Template.fill("compose-" + flavour.word() + ".yml", words);
            case VOLUME -> "  " + volume(text, name) + ":\n";
            case PROMETHEUS -> list.isLast(text, name.module()) ? ", " + name.module() : name.module() + ", ";
        };
    }

    /** The sink's name, unless something else is started by it, such as the simulated provider of {@code demo}. */
    private static String profile(String text, SinkName name) {
        return text.contains("profiles: [" + name.text() + "]") ? name.module() : name.text();
    }

    /** Never that of another service, such as {@code kafka-data}. */
    private static String volume(String text, SinkName name) {
        String wanted = name.text() + "-data";
        return text.contains("\n  " + wanted + ":\n") ? name.module() + "-data" : wanted;
    }
}
