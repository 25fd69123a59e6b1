// How many bytes are looked at together where strings are read.
//
// Without optimisation every vector operation is a loop of function calls, a hundred times slower than bytes one by
// one. So debug builds take words; tests ask both.
#if DEBUG
    typealias ByteGroup = ByteWord
#else
    typealias ByteGroup = ByteBlock
#endif
