package io.callstream.gateway.route;

import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Target;

/** Where a call goes. */
public sealed interface Route {
    /** To this deployment, under this name of the model. */
    record Chosen(Target target, ModelName model) implements Route {}

    /** Nowhere: no model group has the name, and no wildcard fits. */
    record Unknown() implements Route {}
}
