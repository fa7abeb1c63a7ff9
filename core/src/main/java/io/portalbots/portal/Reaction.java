package io.portalbots.portal;

/** What is done about an error. */
enum Reaction {
    RENEW("the tokens are refreshed once and the call is repeated once; refused again, it is as `NEXT_CHAIN`"),
    NEXT_CHAIN("this person's tokens are given up; the call is repeated with another's, if there are any left"),
    SUSPEND_PAYMENT("the tenant is suspended (payment) and probed daily; what was to be done is kept"),
    SUSPEND_PLAN("the tenant is suspended (plan) and probed daily; what was to be done is kept"),
    SUSPEND_OVERLOAD(
            "the tenant is suspended (overload) and probed after 5 minutes, more and more rarely up to 6 hours"),
    UNREACHABLE("the tenant is unreachable and probed after a minute, more and more rarely up to a day"),
    LATER("that portal is left alone for a while, longer each time"),
    METHOD_LATER("that method of that portal is not called until the portal's `operating_reset_at`; other methods are"),
    ASK_PROFILE("`profile` is asked, which every token may: refused likewise, it is as `SUSPEND_PLAN`, else as `TELL`"),
    TELL("a fact about this call, told to who made it; nothing follows for the tenant"),
    ALARM(
            "nothing is wrong with the tenant, whose tokens are kept: our configuration is, and the log says so as an error");

    private final String text;

    Reaction(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }
}
