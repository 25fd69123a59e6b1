Feature: Flags of a parcel service

    Background:
        Given a stable provider

    Scenario Outline: A flag gives its value, variant and reason
        Given a <type>-flag with key "<key>" and a fallback value "<fallback>"
        When the flag was evaluated with details
        Then the resolved details value should be "<value>"
        And the variant should be "<variant>"
        And the reason should be "<reason>"
        And the flag key should be "<key>"

        Examples:
            | type    | key          | fallback | value                           | variant | reason  |
            | Boolean | parcel-on    | false    | true                            | yes     | STATIC  |
            | String  | parcel-name  | bag      | box                             | small   | DEFAULT |
            | Integer | parcel-limit | 1        | 5                               | low     | STATIC  |
            | Float   | parcel-rate  | 0.1      | 0.25                            | base    | STATIC  |
            | Float   | parcel-limit | 0.1      | 5                               | low     | STATIC  |
            | Object  | parcel-shape | {}       | {\"sides\": 6, \"round\": false} | box     | STATIC  |

    Scenario Outline: What cannot be evaluated gives the default and says why
        Given a <type>-flag with key "<key>" and a fallback value "<fallback>"
        When the flag was evaluated with details
        Then the resolved details value should be "<fallback>"
        And the reason should be "ERROR"
        And the error-code should be "<code>"

        Examples:
            | type    | key           | fallback | code           |
            | Boolean | parcel-lost   | true     | FLAG_NOT_FOUND |
            | String  | parcel-on     | bag      | TYPE_MISMATCH  |
            | Integer | parcel-rate   | 7        | TYPE_MISMATCH  |
            | Integer | parcel-name   | 7        | TYPE_MISMATCH  |
            | Object  | parcel-on     | {}       | TYPE_MISMATCH  |
            | Boolean | parcel-broken | true     | GENERAL        |

    Scenario Outline: A rule chooses by context
        Given a String-flag with key "parcel-name" and a fallback value "bag"
        And a context containing a key "country", with type "String" and with value "<country>"
        And a context containing a key "weight", with type "Integer" and with value "<weight>"
        When the flag was evaluated with details
        Then the resolved details value should be "<value>"
        And the reason should be "<reason>"

        Examples:
            | country | weight | value | reason          |
            | FR      | 11     | crate | TARGETING_MATCH |
            | FR      | 10     | box   | DEFAULT         |
            | DE      | 11     | box   | DEFAULT         |
            | XK      | 1      | crate | TARGETING_MATCH |

    Scenario Outline: A flag without a value gives the default and no error
        Given a Boolean-flag with key "<key>" and a fallback value "true"
        When the flag was evaluated with details
        Then the resolved details value should be "true"
        And the reason should be "<reason>"

        Examples:
            | key          | reason   |
            | parcel-off   | DISABLED |
            | parcel-unset | DEFAULT  |

    Scenario: A flag says more about itself
        Given a Boolean-flag with key "parcel-on" and a fallback value "false"
        When the flag was evaluated with details
        Then the resolved metadata should contain
            | key    | metadata_type | value |
            | owner  | String        | ada   |
            | weight | Integer       | 3     |

    Scenario: Hooks of a call run from outside to inside and back
        Given a Boolean-flag with key "parcel-on" and a fallback value "false"
        And evaluation options containing specific hooks
        When the flag was evaluated with details using the evaluation options
        Then the specified hooks should execute during evaluation
        And the hook order should be maintained
