package io.portalbots.portal;

import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface.Answer;
import java.util.List;

/** Reads answers of the imbot families, which speak alike. */
final class ImbotAnswers {

    private ImbotAnswers() {}

    static Answer toRegister(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result ->
                result.id().isPresent()
                        ? new Answer.Done(result.id().getAsLong())
                        : new Answer.Silent("the portal answered no id");
            case Outcome.Failure failure ->
                failure.error().equals("BOT_ID_ERROR") ? new Answer.OwnerGone() : new Answer.Refused(failure.error());
            case Outcome.Silence silence -> new Answer.Silent(silence.why());
        };
    }

    /** The answer to a call about {@code id}, which any of {@code gone} says is not there, or not ours. */
    static Answer toChange(Outcome outcome, long id, String... gone) {
        return switch (outcome) {
            case Outcome.Result result -> new Answer.Done(id);
            case Outcome.Failure failure ->
                List.of(gone).contains(failure.error()) ? new Answer.Gone() : new Answer.Refused(failure.error());
            case Outcome.Silence silence -> new Answer.Silent(silence.why());
        };
    }
}
