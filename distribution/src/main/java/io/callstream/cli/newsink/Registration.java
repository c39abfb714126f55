package io.callstream.cli.newsink;

import java.util.Map;
import java.util.regex.Pattern;

/** A place where the repository lists its sinks: build, distribution, compose, Prometheus. */
enum Registration {
    BUILD(
            "sink-connectors/pom.xml",
            "    <module>(sink-(?!(?:api|http|jdbc|otlp|parent|runtime|testkit)<)[^<]*)</module>\n"),
    DISTRIBUTION(
            "distribution/pom.xml",
            "    <dependency>\n      <groupId>io.callstream</groupId>\n      <artifactId>(sink-[^<]*)</artifactId>\n"
                    + "(?:      <version>[^<]*</version>\n)?      <scope>runtime</scope>\n    </dependency>\n"),
    SERVICE("docker-compose.yml", "(?m)^(?:  #.*\n)*  (sink-[a-z0-9-]+):\n(?:    .*\n)+\n"),
    VOLUME("docker-compose.yml", "(?m)^  ([a-z0-9-]+-data|events):\n"),
    PROMETHEUS("compose/prometheus.yml", "(?<=\\[|, )(sink-[a-z0-9-]+)(?:, |(?=]))");

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
        String entry = this == VOLUME ? name.text() + "-data" : name.module();
        return list.add(text, entry, added(text, name, flavour));
    }

    private String added(String text, SinkName name, Flavour flavour) {
        Map<String, String> words = Map.of("name", name.text(), "VARIABLE", name.variable(), "module", name.module());
        return switch (this) {
            case BUILD -> "    <module>" + name.module() + "</module>\n";
            case DISTRIBUTION -> Template.fill("distribution.xml", words);
            case SERVICE -> Template.fill("compose-" + flavour.word() + ".yml", words);
            case VOLUME -> "  " + name.text() + "-data:\n";
            case PROMETHEUS -> list.isLast(text, name.module()) ? ", " + name.module() : name.module() + ", ";
        };
    }
}
