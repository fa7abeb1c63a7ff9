package io.portalbots.portal;

import io.portalbots.registry.Surface.Answer;

/** Reads replies of the imbot families, which speak alike. */
final class ImbotAnswers {

    private ImbotAnswers() {}

    static Answer toRegister(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> new Answer.Done(result.requiredId());
            case Reply.Failure failure ->
                failure.error().equals("BOT_ID_ERROR") ? new Answer.OwnerGone() : new Answer.Refused(failure.error());
        };
    }

    /** The reply to a call about {@code id}, which {@code gone} says is not there. */
    static Answer toChange(Reply reply, long id, String gone) {
        return switch (reply) {
            case Reply.Result result -> new Answer.Done(id);
            case Reply.Failure failure ->
                failure.error().equals(gone) ? new Answer.Gone() : new Answer.Refused(failure.error());
        };
    }
}
