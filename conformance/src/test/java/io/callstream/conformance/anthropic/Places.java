package io.callstream.conformance.anthropic;

import io.callstream.conformance.judged.Target;
import io.callstream.conformance.judged.Targets;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The simulated provider itself, and the gateway with a provider of OpenAI's kind and one of Anthropic's behind it. */
final class Places implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Target simulator = Targets.simulator(context);
        Target gateway = Targets.gateway(context);
        return Stream.of(new Place(simulator, "sim-"), new Place(gateway, "sim-"), new Place(gateway, "claude-"))
                .map(Arguments::of);
    }
}
