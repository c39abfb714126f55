package io.callstream.gateway.stage.auth;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.event.Annotations;
import java.util.Map;

/** Admits callers by their keys. */
public final class AuthenticationStage implements Stage {
    @Override
    public String name() {
        return "authentication";
    }

    @Override
    public Step run(PendingCall call) {
        Admission admission =
                call.request().origin().authenticator().admit(call.request().headers());
        if (admission instanceof Admission.Admitted admitted) {
            call.admit(admitted.key(), admitted.grant());
            if (!admitted.grant().tags().isEmpty()) {
                call.annotate(new Annotations(Map.of(), admitted.grant().tags()));
            }
            return Step.CONTINUE;
        }
        return new Step.Reject(((Admission.Refused) admission).error());
    }
}
